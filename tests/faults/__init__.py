"""What crashes, power cuts, failing disks and hostile files do to an engagement: README.md beside this says how it is arranged."""
