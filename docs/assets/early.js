// Runs in <head>, before anything is painted: only a page that has script may hide what is locked.
document.documentElement.classList.add("js");
