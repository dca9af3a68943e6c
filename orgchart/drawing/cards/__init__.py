"""What a chart says, card by card: states, names, counts, legends."""
