"""
What several tests share: Hypothesis strategies for the values of the package.

Strategies for a type bear its plural name; options go by name. Nothing here imports `orgchart.io`
or draws.
"""
