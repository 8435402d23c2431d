"""The only module that knows MkDocs: lets the theme be put around finished pages.

Handing over finished HTML instead of Markdown makes a build three times faster and lets no article text near a
Markdown extension; rendering each frame once (`frames.py`) makes it ten times faster (`tests/benchmarks/RESULTS.md`).
MkDocs itself renders the few pages of the navigation, and all of them where another plugin wants to see pages.
"""

from __future__ import annotations

import posixpath
import re
import warnings
from abc import abstractmethod
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

import mkdocs
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import base, config_options
from mkdocs.config import load_config as mkdocs_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from digest import briefing
from digest.adapters import cards, fulltext, locales, writing
from digest.adapters.frames import Framed, Slots
from digest.adapters.messages import warnings_of
from digest.adapters.resources import shipped
from digest.adapters.templates import bytecode_cache
from digest.adapters.tree import Tree
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation

    from digest.stages.render import Phrases

Config: TypeAlias = "MkDocsConfig"
"""The engine's configuration, for those who only hand it on."""
THEME = "templates/theme"
_LOGGER = "mkdocs"
_NOT_USED = (
    "assets/javascripts/bundle.",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "sitemap.xml",
)
"""Material's own scripts: 1.6 MB that no page of ours loads (see templates/theme/main.html); a template that MkDocs
takes for a file, since it is not to fill it."""
_SHEET = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css$")
"""Material's style sheets: their names change with its version."""
_FONTS = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts"
"""Roboto Slab and Lato, which MkDocs brings for a theme of its own."""
_OF_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page",
             "post_build")  # fmt: skip
"""MkDocs' events in which a plugin may read or change a page."""


class PluginConfig(base.Config):
    """Keys of the plugin in `mkdocs.yml`; the command's flags override them."""

    content = config_options.Type(str, default="content")
    config = config_options.Type(str, default="site_config")


class DigestPlugin(BasePlugin[PluginConfig]):
    """Brings the site's pages into MkDocs; a subclass says how they are made."""

    site: briefing.Site | None = None
    """Pages made already by the command; None when MkDocs runs by itself."""
    tree: Tree | None = None
    """Where the command wants them; None when MkDocs runs by itself."""
    theme_key = ""
    """Hash of what the theme's part of each page follows from; `` where pages need no key."""
    words: Phrases | None = None
    """The interface's texts, as the command read them; None when MkDocs runs by itself."""
    serving = False
    """Whether the site is served for editing: then MkDocs puts a script into each page that reloads it."""

    @abstractmethod
    def make_site(self, content: Path, settings: Path, name: str, url: str, lang: str) -> briefing.Site:
        """The pages and files for a content folder."""

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """Remember what MkDocs was started for; its presence keeps the plugin from build to build."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme before Material's, and our sitemap in the place of MkDocs' own."""
        theme = str(shipped(THEME))
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(0, theme)
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page and file of the site."""
        settings = self._folder(config, self.config.config)
        self._words = self.words or locales.load(settings, language(config))[0]
        site = self.site or self.make_site(
            self._folder(config, self.config.content),
            settings,
            config.site_name,
            root(config),
            language(config),
        )
        for file in [
            file for file in files if file.src_uri.startswith(_NOT_USED) or file.src_uri.endswith(".map")
        ]:
            files.remove(file)
        unseen = not sees_pages(config)
        framed = tuple(page for page in site.pages if unseen and "/" in page.path.rstrip("/"))
        self._rest = replace(site, pages=framed)
        paths = {page.path for page in framed}
        for page in site.pages:
            if page.path not in paths:
                files.append(_themed(page.path, page.kind, page.lang, writing.slots(page), config).file)
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Remember the navigation, which each frame may show."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, files: Files, **_: Any) -> Environment:
        """Keep the theme's templates compiled from run to run, and tell them how strict the pages can be."""
        env.trim_blocks = env.lstrip_blocks = True  # a sixth of the frame was space between Material's blocks
        env.bytecode_cache = bytecode_cache("theme")
        env.globals["serving"] = self.serving
        env.globals["t"] = self._words
        env.globals["sheets"] = sorted(file.src_uri for file in files if _SHEET.match(file.src_uri))
        env.globals["fulltext"] = self._has_fulltext()
        self._env = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages and files that MkDocs was not given; index the full text, where Pagefind is installed."""
        tree = self.tree or Tree(Path(config.site_dir))
        write_cards = cards.begin(self._rest.cards, tree, _FONTS)
        writing.write(self._rest, tree, self.theme_key, lambda page: self._rendered(page, config))
        write_cards()
        if self._has_fulltext():
            tree.drop(f"{fulltext.FOLDER}/")
            fulltext.index(tree.folder)
            tree.rest()

    def _rendered(self, framed: Framed, config: MkDocsConfig) -> str:
        """A page as MkDocs renders it."""
        place = f"{framed.folder}{framed.leaf}/"
        page = _themed(place, framed.kind, framed.lang, framed.slots, config)
        page.read_source(config)
        page.render(config, Files([]))
        context = get_context(self._nav, [], config, page)
        return str(self._env.get_template("main.html").render(context))

    def _has_fulltext(self) -> bool:
        return fulltext.available() and not self.serving

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when an article, a setting or a template changes."""
        watched = (
            self._folder(config, self.config.content),
            self._folder(config, self.config.config),
            shipped("templates"),
        )
        for folder in watched:
            if folder.exists():
                server.watch(str(folder), builder)
        return server

    @staticmethod
    def _folder(config: MkDocsConfig, name: str) -> Path:
        return Path(config.config_file_path).parent / name


class _FinishedPage(MkDocsPage):
    """A page whose HTML exists before MkDocs reads it."""

    def __init__(self, kind: str, lang: str, slots: Slots, file: File, config: MkDocsConfig) -> None:
        super().__init__(slots["title"], file, config)
        self._finished = {name: value for name, value in slots.items() if name != "content"}
        self._finished |= {"kind": kind, "lang": lang}
        self._body = slots["content"]

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        self.markdown = ""
        self.meta = self._finished

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.content = self._body

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Nothing: the audit checks every link and anchor of the finished site."""


def _themed(path: str, kind: str, lang: str, slots: Slots, config: MkDocsConfig) -> MkDocsPage:
    # Listed in the navigation only by mkdocs.yml: a tree of every page in every page is quadratic.
    file = File.generated(
        config, posixpath.join(path, "index.md"), content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    return _FinishedPage(kind, lang, slots, file, config)


def root(config: MkDocsConfig) -> str:
    """The site's absolute address with a trailing slash, `` when not configured."""
    return config.site_url.rstrip("/") + "/" if config.site_url else ""


def inputs(config: MkDocsConfig) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """What the theme's part of each page follows from: folders and files, and the settings as they were read."""
    mkdocs_yml = Path(config.config_file_path)
    places = [mkdocs_yml, Path(config.docs_dir), *(mkdocs_yml.parent / name for name in config.hooks)]
    if config.theme.custom_dir:
        places.append(Path(config.theme.custom_dir))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # nothing else has the environment's values in place
        settings = [repr(sorted(options.items(), key=str)) for options in config.user_configs]
    return tuple(places), (*settings, config.site_url or "", str(fulltext.available()))


def load(mkdocs_yml: Path) -> MkDocsConfig:
    """The engine's configuration. Raises DigestError with the place of the fault."""
    try:
        with warnings_of(_LOGGER):
            config = mkdocs_config(str(mkdocs_yml))
    except (ConfigurationError, Abort) as fault:
        raise _fault(mkdocs_yml, f"not accepted by MkDocs: {fault}", Exit.USAGE) from fault
    _plugin(config)
    return config


def _plugin(config: MkDocsConfig) -> DigestPlugin:
    plugin = config.plugins.get("digest")
    if isinstance(plugin, DigestPlugin):
        return plugin
    path = Path(config.config_file_path)
    raise _fault(path, "the plugin 'digest' is missing under plugins", Exit.USAGE)


def language(config: MkDocsConfig) -> str:
    """The interface's language, as the theme is told it."""
    return str(config.theme.get("language") or locales.ENGLISH)


def speak(config: MkDocsConfig, words: Phrases) -> None:
    """Have the theme use these words."""
    _plugin(config).words = words


def sees_pages(config: MkDocsConfig) -> bool:
    """Whether another plugin may read or change pages: then each must be made in each build."""
    ours = _plugin(config)
    methods = (method for event in _OF_PAGES for method in config.plugins.events[event])
    return any(getattr(method, "__self__", None) is not ours for method in methods)


def build(config: MkDocsConfig, site: briefing.Site, tree: Tree, theme: str = "") -> tuple[Problem, ...]:
    """Write `site` with its theme into `tree`; the engine's warnings come back as problems.

    `theme` is a hash of what the theme's part of each page follows from (see `inputs`), `` where it is not known.
    """
    plugin = _plugin(config)
    plugin.site, plugin.tree, plugin.theme_key = site, tree, theme
    try:
        # A folder of its own, because MkDocs empties it.
        with warnings_of(_LOGGER) as messages, TemporaryDirectory(prefix="digest-theme-") as folder:
            config.site_dir = folder
            config.strict = False  # the caller judges the warnings
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
            tree.adopt(Path(folder))
    except (MkDocsException, Abort) as fault:
        raise _fault(Path(config.config_file_path), f"MkDocs failed: {fault}", Exit.BUG) from fault
    where = Location(Path(config.config_file_path).name)
    return tuple(Problem(where, ProblemKind.WARNING, message) for message in messages)


def _fault(path: Path, message: str, status: Exit) -> DigestError:
    one_line = " ".join(message.split())
    return DigestError(Problem(Location(str(path)), ProblemKind.SITE, one_line), status=status)
