"""What lies beyond the sliders of an opened act: sensitivity, survey, the physics laid open.

Each module answers methods of the session, and is imported when a reader first asks for it. None of
it may speak before the act's prediction is locked in.
"""
