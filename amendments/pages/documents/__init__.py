"""Documents of Word and LibreOffice: what the secretariat brings, what leaves with changes tracked, what comes back."""
