"""What a tree is shown as: an outline, a chart, a sheet of paper, a FHIR form."""
