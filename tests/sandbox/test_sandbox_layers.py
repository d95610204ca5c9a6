"""What is told of the sandbox, and what a kernel is told: layers, environment, sockets, policy."""

import json
import os
from pathlib import Path

import pytest
import zmq
from sandboxed import Sandbox, error_of, needs_sandbox, run

from autograde.sandbox import landlock, layers, linux, seccomp, sockets
from autograde.sandbox.environment import environment
from autograde.sandbox.policy import Policy
from course_lib.errors import CourseError

CONNECTION = {"transport": "ipc"} | {
    f"{name}_port": number
    for number, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), 1)
}


def layer(name: str) -> layers.Layer:
    return next(each for each in layers.examine() if each.name == name)


@pytest.fixture
def no_namespaces(monkeypatch):
    def refuse(_: int) -> None:
        raise OSError("not today")

    monkeypatch.setattr(linux, "unshare", refuse)


def test_every_layer_that_does_not_work_has_a_remedy(monkeypatch, no_namespaces):
    monkeypatch.setattr(landlock, "version", lambda: 0)
    monkeypatch.setattr(seccomp, "pyseccomp", None)
    found = layers.examine()
    assert [each.works for each in found] == [False] * 3
    assert [each.required for each in found] == [True, False, False]
    assert all(each.remedy for each in found)
    assert "not today" in layer("namespaces").detail


def test_a_refusal_names_the_setting_and_the_way_without_a_sandbox(monkeypatch, no_namespaces):
    monkeypatch.setattr(layers, "_SETTINGS", {"kernel/ostype": ("Linux", "sysctl allow=1")})
    with pytest.raises(CourseError, match=r"not today.*--sandbox none.*sysctl allow=1"):
        layers.require_sandbox()


def test_where_bubblewrap_is_installed_it_is_said_that_it_is_not_used(
    monkeypatch, no_namespaces, tmp_path
):
    program = tmp_path / "bwrap"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "bwrap" not in layer("namespaces").detail
    program.touch(mode=0o755)
    assert f". {program} is not used: docs/security.md" in layer("namespaces").detail


def test_other_systems_are_told_that_only_linux_will_do(monkeypatch):
    monkeypatch.setattr(layers.sys, "platform", "darwin")
    (only,) = layers.examine()
    assert (only.name, only.required, only.works) == ("namespaces", True, False)


@needs_sandbox
@pytest.mark.parametrize("missing", ["landlock", "seccomp"])
def test_without_an_optional_layer_the_sandbox_is_entered(monkeypatch, missing):
    monkeypatch.setattr(landlock, "version", lambda: 0) if missing == "landlock" else None
    monkeypatch.setattr(seccomp, "pyseccomp", None) if missing == "seccomp" else None
    assert run(lambda: error_of(Path("/usr/x").write_text, "")).value == "OSError"


def test_a_policy_travels_as_json():
    policy = Policy("/a", "/b", readable=("/c",), hidden=("/d", "/e"), gpu=True, processes=7)
    assert Policy.from_json(policy.to_json()) == policy
    with pytest.raises(TypeError):
        Policy.from_json(json.dumps({**json.loads(policy.to_json()), "unknown": 1}))


def test_the_environment_has_no_secrets(monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    monkeypatch.setenv("PYTHONPATH", "/course/solutions")
    monkeypatch.setenv("LC_TIME", "C.UTF-8")
    given = environment(Policy("", ""), {"GROUND_UP_DATA": "embedded"})
    assert not {"AWS_SECRET_ACCESS_KEY", "PYTHONPATH"} & set(given)
    assert (given["LC_TIME"], given["GROUND_UP_DATA"]) == ("C.UTF-8", "embedded")
    assert given["HOME"] == given["TMPDIR"] == "/tmp"


def test_only_a_policy_with_a_gpu_shows_gpus(monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert environment(Policy("", ""))["CUDA_VISIBLE_DEVICES"] == ""
    assert environment(Policy("", "", gpu=True))["CUDA_VISIBLE_DEVICES"] == "1"


@needs_sandbox
def test_the_environment_that_the_template_was_started_with_is_wiped():
    assert Path("/proc/self/environ").read_bytes().strip(b"\0")
    found = run(
        lambda: [len(Path("/proc/self/environ").read_bytes().strip(b"\0")), os.getenv("PATH")]
    )
    assert found.value == [0, os.environ["PATH"]]


@needs_sandbox
def test_a_socket_bound_before_answers_from_within():
    def serve() -> None:
        sockets.adopt(listeners)
        with zmq.Context() as context, context.socket(zmq.REP) as server:
            server.bind(f"ipc://{base}-1")
            server.send_string(server.recv_string() + ", from within")

    box = Sandbox(serve)
    base = box.sockets / "k"
    file = box.sockets / "kernel.json"
    file.write_text(json.dumps({**CONNECTION, "ip": str(base)}))
    listeners = sockets.listen(file)
    assert set(listeners) == {f"ipc://{base}-{number}" for number in range(1, 6)}
    box._keep = [*listeners.values()]
    with box, zmq.Context() as context, context.socket(zmq.REQ) as client:
        client.connect(f"ipc://{base}-1")
        client.send_string("hello")
        assert client.poll(120_000)
        assert client.recv_string() == "hello, from within"
        assert box.wait() == 0
    for number in listeners.values():
        os.close(number)


def test_a_kernel_over_the_network_cannot_be_sandboxed(tmp_path):
    (tmp_path / "kernel.json").write_text(json.dumps({**CONNECTION, "transport": "tcp"}))
    with pytest.raises(ValueError, match="ipc alone"):
        sockets.listen(tmp_path / "kernel.json")
    assert not [path for path in tmp_path.iterdir() if path.is_socket()]
