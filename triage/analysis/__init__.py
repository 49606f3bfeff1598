"""What is worked out about a whole tree: cases, proofs, mutants, versions, counterfactuals."""
