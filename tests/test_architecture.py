"""The house keeps its floors: what a module may import, how large it may be, and that it says what it is for."""

import ast
from pathlib import Path

import pytest

import utm_exchange

PACKAGE = Path(utm_exchange.__file__).parent
NAME = "utm_exchange"
MODULES = {
    ".".join((NAME, *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(file.read_text("utf-8")) for name, file in MODULES.items()}

BASEMENT = {"i18n", "side_by_side"}
FLOORS = {"records": 1, "catalogue": 2}
ROOMS = 3
ROOF = {"cli", "__main__", "building", "packing", "plugin"}
BESIDE_THE_CATALOGUE = {"reporting", "settings", "formatting", "options", "joining"}


def floor_of(module):
    parts = module.split(".")[1:]
    if not parts or parts[0] in BASEMENT:
        return 0
    if parts[-1] == "plugin" or parts[0] in ROOF:
        return 4
    if parts[0] in BESIDE_THE_CATALOGUE:
        return 2
    return FLOORS.get(parts[0], ROOMS)


def imports_of(module, *, at_import_only=False):
    """Yield each module imported anywhere in a module, inside functions and for type checking too."""
    nodes = top_level(TREES[module]) if at_import_only else ast.walk(TREES[module])
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written from the package's root"
            yield from (
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in MODULES else node.module
                for alias in node.names
            )


def top_level(tree):
    """Yield what runs when a module is imported: nothing inside functions, nothing for type checking."""
    for node in tree.body:
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield node


def inside(module):
    return [name for name in imports_of(module) if name.split(".")[0] == NAME]


@pytest.mark.parametrize("module", MODULES)
def test_only_plugins_know_mkdocs(module):
    roots = {name.split(".")[0] for name in imports_of(module)}
    assert MODULES[module].name == "plugin.py" or not roots & {"mkdocs", "material"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_own_floor_or_below(module):
    above = [name for name in inside(module) if floor_of(name) > floor_of(module)]
    assert above == [] or floor_of(module) == ROOMS + 1


@pytest.mark.parametrize("module", MODULES)
def test_the_rooms_of_the_third_floor_do_not_know_each_other(module):
    if floor_of(module) != ROOMS:
        return
    room = module.split(".")[1]
    assert {name.split(".")[1] for name in inside(module) if floor_of(name) == ROOMS} <= {room}


def test_no_module_imports_itself_in_a_circle():
    graph = {
        module: {name for name in imports_of(module, at_import_only=True) if name in MODULES} - {module}
        for module in MODULES
    }
    done = set()
    while ready := {module for module, needs in graph.items() if module not in done and needs <= done}:
        done |= ready
    assert sorted(set(graph) - done) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_enough_to_be_read_at_once(module):
    assert MODULES[module].read_text("utf-8").count("\n") < 400


@pytest.mark.parametrize("module", MODULES)
def test_what_others_may_use_says_what_it_is_for(module):
    assert ast.get_docstring(TREES[module]), module
    public = [
        node.name
        for holder in ast.walk(TREES[module])
        if isinstance(holder, ast.Module | ast.ClassDef) and not getattr(holder, "name", "").startswith("_")
        for node in holder.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    documented = [
        node.name
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node)
    ]
    assert sorted(set(public) - set(documented)) == []


def test_messages_are_marked_for_translation():
    """A problem is never made with a plain string for its message."""
    plain = [
        f"{module}:{node.lineno}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"Problem", "Finding", "wrong", "YamlProblem"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and " " in str(argument.value)
    ]
    assert plain == []
