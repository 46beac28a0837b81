"""The browser's runtime, from pinned sources to files of the site.

`prepare(config_dir)` before a build makes sure that every file can be had and is the right one;
`RuntimeBuild.write(site_dir)` after it puts them into the site.
"""

from site_hooks.runtime.build import RuntimeBuild, prepare
from site_hooks.runtime.errors import RuntimeAssetError

__all__ = ["RuntimeAssetError", "RuntimeBuild", "prepare"]
