"""The generator behind the Urban Transitions knowledge exchange.

Data flows one way: files → records → catalogue → views → writers. Each folder is one capability;
only files named ``plugin.py`` know MkDocs.
"""
