"""Runs the nodes of the trained graph one after the other, in this process.

Stock Rasa plans each run anew with dask: orders the nodes, wraps each in a task and hands it to a queue.
There are about 15 nodes and nothing runs in parallel, so a walk along what each node needs does the same.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

from bot.engine.patches.expected import expect


def apply() -> None:
    """Replaces DaskGraphRunner.run; raises PatchError when Rasa's is another."""
    expect(DaskGraphRunner.run, "self", "inputs", "targets")
    DaskGraphRunner.run = run


def run(self: Any, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
    """The outputs of the targets by node name, each node run at most once; inputs stand in for nodes."""
    nodes = self._graph_schema.nodes
    for name, value in (inputs or {}).items():
        if isinstance(value, str) and value in nodes:
            raise GraphRunError(f"the input {name!r} has the name of a node as its value: {value!r}")
    done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}

    def result(name: str) -> Any:
        if name not in done:
            if name not in nodes:
                return name  # the node that needs it says that it is missing
            done[name] = self._instantiated_nodes[name](*map(result, nodes[name].needs.values()))
        return done[name]

    try:
        return dict(result(name) for name in targets or self._graph_schema.target_names)
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
