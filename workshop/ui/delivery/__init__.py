"""The follow-up page: its lists, forms, pictures and the traffic of sheets."""
