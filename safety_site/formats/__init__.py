"""How dates, times and numbers are written: day before month, Western digits, in both languages."""
