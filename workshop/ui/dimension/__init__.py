"""The parts of the page of one dimension: ballot, reveal, settling, drawer; the practice question votes with the same ballot."""
