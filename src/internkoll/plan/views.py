"""Changes of the year's plan, by form."""
