"""
What several tests share: strategies that stand on the public ones, and checks.

Strategies for a type bear its plural name; options go by name. What users can need as well is in
`orgchart.strategies`.
"""
