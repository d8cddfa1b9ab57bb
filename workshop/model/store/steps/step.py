"""What a migration step is made of."""

Step = tuple[str, ...]  # SQL statements, run in this order inside one transaction
