"""Run the web server, and beside it the worker that does what waits and what is due by the clock."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import close_old_connections

from merilo_desk import jobs
from merilo_desk.newsroom import locked_out


def prepare() -> None:
    """Bring the database and the static files up to date, and begin counting anew."""
    # A desk that an older Merilo set up may still be open to everybody who has an account on this computer.
    settings.DESK_HOME.chmod(0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    # What another version of Merilo has counted may not be what this one means.
    caches["counted"].clear()


def serve(host: str, port: int, workers: int, *, work: bool) -> None:
    """Serve until stopped. The log names no address of anybody who asks."""
    from granian import Granian
    from granian.constants import Interfaces

    prepare()
    if told := locked_out.warning():
        print(told, file=sys.stderr, flush=True)
    multiprocessing.allow_connection_pickling()
    beside = subprocess.Popen([sys.executable, "-m", "merilo_desk.commands", "work"]) if work else None
    try:
        Granian(
            "merilo_desk.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            log_access=False,
            respawn_failed_workers=True,
        ).serve()
    finally:
        if beside:
            beside.terminate()
            beside.wait(30)


def work() -> None:
    """Do what waits, one thing at a time, with the clock beside it, until told to stop or left alone by the server."""
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"desk-{os.getpid()}",
    )
    worker.configure_signals()
    threading.Thread(target=_clock, args=(os.getppid(),), name="clock", daemon=True).start()
    worker.run()


def _clock(parent: int) -> None:
    while os.getppid() == parent:
        jobs.tick()
        close_old_connections()
        time.sleep(jobs.CLOCK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
