"""The colours of all charts, by role, for light pages and for dark ones."""

PALETTE = {
    "ink": "#1f2933",
    "muted": "#667380",
    "grid": "#dfe3e8",
    "paper": "#ffffff",
    "series1": "#1b5e9b",
    "series2": "#b25600",
    "series3": "#5b3f9c",
    "series4": "#0f766e",
    "good": "#1a7f4b",
    "fair": "#a35f00",
    "bad": "#b3261e",
    "pale": "#a9b4bf",
    "step0": "#f4f7fa",
    "step1": "#dde7f0",
    "step2": "#c2d5e7",
    "step3": "#a0bfdc",
    "step4": "#78a3cb",
    "step5": "#4b82b5",
    "step6": "#215d98",
}
"""Light-scheme colours by role; the steps lead from low to high in one hue."""

DARK = {
    "ink": "#e6e9ee",
    "muted": "#a3afbd",
    "grid": "#3a424d",
    "paper": "#1b1f26",
    "series1": "#7db8f0",
    "series2": "#f0a35c",
    "series3": "#b8a1f2",
    "series4": "#5cc7bb",
    "good": "#5fc98f",
    "fair": "#e8b04a",
    "bad": "#ff8a80",
    "pale": "#5d6874",
    "step0": "#20262d",
    "step1": "#293644",
    "step2": "#33495f",
    "step3": "#40617f",
    "step4": "#527da3",
    "step5": "#6b9ecb",
    "step6": "#93c8f8",
}
"""The same roles in the dark scheme."""
