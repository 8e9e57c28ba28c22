"""Words that everything else is said in, and no framework: days and periods, citations, findings, Vietnamese text."""
