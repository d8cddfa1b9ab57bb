"""Pictures, each built once as a reportlab Drawing for paper and screen alike: f(values, style) and nothing else."""
