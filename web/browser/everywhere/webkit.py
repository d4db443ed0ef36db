"""A window of WebKitGTK for tests: webkit.py PROFILE DOWNLOADS LOG

WebKit's own test browser keeps nothing, is never narrower than its buttons, and says nothing of the
console: this one keeps, is as narrow as a phone, and writes what the pages say and ask for.
"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

VERSION = WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version()


def main(profile: str, downloads: str, log: str) -> None:
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    context = WebKit2.WebContext(
        website_data_manager=WebKit2.WebsiteDataManager(
            base_data_directory=profile, base_cache_directory=profile
        )
    )
    settings = WebKit2.Settings(enable_write_console_messages_to_stdout=True)

    def open_window(_session: WebKit2.AutomationSession) -> WebKit2.WebView:
        window = Gtk.Window(default_width=1280, default_height=900)
        view = WebKit2.WebView(
            web_context=context, settings=settings, is_controlled_by_automation=True
        )
        view.connect("resource-load-started", asked)
        view.connect("close", lambda _: window.destroy())
        window.connect("destroy", Gtk.main_quit)
        window.add(view)
        window.show_all()
        return view

    def asked(
        _view: WebKit2.WebView, _resource: WebKit2.WebResource, request: WebKit2.URIRequest
    ) -> None:
        print("REQUEST", request.get_uri(), flush=True)

    def started(_context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
        about = WebKit2.ApplicationInfo.new()
        about.set_name("WebKitGTK")
        about.set_version(*VERSION)
        session.set_application_info(about)
        session.connect("create-web-view", open_window)

    def save(download: WebKit2.Download, name: str) -> bool:
        download.set_destination(f"file://{downloads}/{name}")
        return True

    context.set_automation_allowed(True)
    context.connect("automation-started", started)
    context.connect("download-started", lambda _, it: it.connect("decide-destination", save))
    Gtk.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
