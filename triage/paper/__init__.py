"""A tree on paper: flowcharts, questionnaires and handouts as PDF."""
