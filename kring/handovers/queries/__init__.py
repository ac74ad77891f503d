"""What pages about handovers need to know; one statement per question."""
