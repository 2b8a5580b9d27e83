"""Floor 3: the pages that list records, the cohort pages, maps and charts."""
