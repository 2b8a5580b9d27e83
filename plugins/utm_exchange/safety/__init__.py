"""Safety: a content security policy in every page, and the same as header files for common hosts."""
