"""Parts of the page on the roadmap: the chart, the outlook, limits, owners, goals, checks."""
