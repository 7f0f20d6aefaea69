"""A round's rows as a workbook for those who do not sign in, and the way back for what they have filled in."""
