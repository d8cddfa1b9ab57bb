"""Parts of the page on measures: voting, effort, ranking, reading."""
