"""After the day: tasks against their baseline, sheets that go out and come back, trends and merging; pure functions of State."""
