"""Warm kernels: forked from a template, and shut into a sandbox where a policy says so.

`template` imports torch once and forks a kernel for each request; `provisioner` lets every
Jupyter program start kernels that way; `child` is what the fork does to become a kernel.
"""
