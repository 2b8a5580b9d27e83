"""How the site looks: its typeface, its one style sheet, its icons, and the page that shows its parts."""
