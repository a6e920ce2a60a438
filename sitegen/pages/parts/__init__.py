"""What several kinds of page show: official tables, marks, evidence, findings, series."""
