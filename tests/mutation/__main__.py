"""`make mutation`: breaks the status engine in every small way and asks whether a test notices (docs/how-to.md).

    python -m tests.mutation                             everything
    python -m tests.mutation finance status              only modules whose name ends so
    python -m tests.mutation "rules.finance:margin_gap"  only mutants whose name begins so

One process imports everything and collects the tests once. Each mutant is a fork of it: the child puts the mutant in
place, runs the tests that reach the changed function until one fails, and says so by its exit code. Nothing is
written to the source.
"""

import ast
import gc
import importlib
import os
import signal
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.operators import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
STATUS_TESTS = (f"tests/unit/reporting/test_status{name}.py" for name in ("", "_history", "_memory", "_override"))
TESTS = ["tests/unit/reporting/rules", *STATUS_TESTS]
TEXTS = {"__init__", "limit_words"}  # nothing but names and texts
SECONDS = 120  # of processor time, after which a mutant counts as killed: it does not end
SURVIVED, KILLED, BROKEN = 0, 1, 2


class Run:
    """A pytest run that collects as usual and then tests the mutants instead of the code."""

    def __init__(self, wanted: list[str]) -> None:
        self.complete = not wanted
        self.single = tuple(word for word in wanted if ":" in word)
        files = sorted([*ROOT.glob("reporting/rules/*.py"), *ROOT.glob("reporting/status*.py")])
        names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files if file.stem not in TEXTS]
        ends = tuple(word.partition(":")[0] for word in wanted) or ("",)
        self.names = [name for name in names if name.endswith(ends)]
        self.survived = self.killed = self.broken = self.endless = 0
        self.ignored: set[str] = set()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Takes the place of running the collected tests."""
        from tests.mutation import checks, install  # after Django is set up

        start = time.perf_counter()
        modules = [importlib.import_module(name) for name in self.names]
        sources = {module.__name__: Path(str(module.__file__)).read_text(encoding="utf-8") for module in modules}
        self.functions = install.living_functions({str(module.__file__) for module in modules})
        self.scopes = {scope for functions in self.functions.values() for scope in map(install.place_of, functions)}
        self.reach = checks.Reach(checks.all_checks(session.items))
        print(f"\n{len(self.reach.checks)} checks pass on the code as it is", flush=True)
        gc.freeze()  # the children share the memory
        for module in modules:
            self._module(module, sources[module.__name__])
        self._tell(time.perf_counter() - start)
        session.testsfailed = self.survived + self.broken
        return True

    def _module(self, module: ModuleType, source: str) -> None:
        tree = ast.parse(source)
        self.killers: list[int] = []  # the checks that noticed the last mutants are asked first
        before = self.killed, self.survived
        for mutant in mutants(module.__name__, tree):
            if self.single and not mutant.name.startswith(self.single):
                continue
            if mutant.name in EQUIVALENT and mutant.name not in self.ignored:  # one mutant for each name
                self.ignored.add(mutant.name)
            else:
                self._judge(mutant, module, tree, source)
        killed, survived = self.killed - before[0], self.survived - before[1]
        print(f"{module.__name__}: {killed} killed, {survived} survived", flush=True)

    def _judge(self, mutant: Mutant, module: ModuleType, tree: ast.Module, source: str) -> None:
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os._exit(self._outcome(mutant, module, tree, source, tell))
        os.close(tell)
        outcome = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        killer = os.read(told, 20)
        os.close(told)
        if killer:
            self.killers = [int(killer), *(other for other in self.killers if other != int(killer))]
        self.survived += outcome == SURVIVED
        self.broken += outcome == BROKEN
        self.killed += outcome not in (SURVIVED, BROKEN)
        self.endless += outcome == -signal.SIGPROF
        if outcome in (SURVIVED, BROKEN):
            print(f"{'SURVIVED' if outcome == SURVIVED else 'NOT TESTED'} {mutant.line}: {mutant.name}", flush=True)

    def _outcome(self, mutant: Mutant, module: ModuleType, tree: ast.Module, source: str, tell: int) -> int:
        """In the child: the exit code that says what became of the mutant."""
        from tests.mutation.checks import passes
        from tests.mutation.install import install

        gc.disable()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # not of the clock: a busy machine kills no mutant
        file = str(module.__file__)
        at_import = (file, mutant.scope) not in self.scopes
        mutant.apply()
        try:
            install(module, ast.parse(source), tree, self.functions, at_import=at_import)
        except Exception:
            return KILLED if at_import else BROKEN  # a module that cannot be imported is noticed by every test
        numbers = self.reach.of_module(file) if at_import else self.reach.of_function(file, mutant.scope)
        asked = set(numbers)
        for number in dict.fromkeys([*(killer for killer in self.killers if killer in asked), *numbers]):
            if not passes(self.reach.checks[number]):
                os.write(tell, str(number).encode())
                return KILLED
        return SURVIVED

    def _tell(self, seconds: float) -> None:
        total = self.killed + self.survived + self.broken
        killed = f"{self.killed} killed ({self.endless} without end)"
        print(f"\n{total} mutants in {seconds:.0f} s: {killed}, {self.survived} survived, ", end="")
        print(f"{self.broken} not tested; {len(self.ignored)} more are listed as equivalent")
        for name in sorted(set(EQUIVALENT) - self.ignored) if self.complete else ():
            print(f"Not there any more, take it off the list of equivalents: {name}")


if __name__ == "__main__":
    arguments = ["-q", "--no-cov", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
    sys.exit(pytest.main(arguments, plugins=[Run(sys.argv[1:])]))
