"""The pure middle of the planner: a trip at one instant, and what each reader gets to see of it.

Nothing here knows of a database, a request, a clock or chance.
"""
