"""Kernels for untrusted code: forked warm from a template, then shut into a sandbox.

`template` imports torch once and forks a kernel for each request; `provisioner` lets every
Jupyter program start kernels that way; `sandbox` isolates the forked process before it runs a
student's code, as its `policy` says.
"""
