# The verbs of the course. `make book` and `make test` need nothing but Python 3.11, 3.12 or 3.13.
PYTHON ?= python3
VENV := .venv/bin/python
.PHONY: help book test lab check run release clean

help: ; @grep -v "^help" $(MAKEFILE_LIST) | sed -nE "s/^([a-z]+): ;.*[^#]## (.*)/\1  \2/p"
book: ; @$(PYTHON) course_utils/environment.py book && $(VENV) -m course_utils.cli site --serve    ## build the website and serve it
test: ; @$(PYTHON) course_utils/environment.py all && $(VENV) -m course_utils.cli test             ## run every test
lab: ; @$(PYTHON) course_utils/environment.py course && $(VENV) -m jupyterlab notebooks             ## open the notebooks in JupyterLab
check: ; @$(PYTHON) course_utils/environment.py all && $(VENV) -m course_utils.cli check           ## lint, import layers, products current
run: ; @$(PYTHON) course_utils/environment.py course && $(VENV) -m course_utils.cli run $(CHAPTER)  ## execute and normalise CHAPTER=05, or all
release: ; @$(PYTHON) course_utils/environment.py course && $(VENV) -m course_utils.cli release $(SET)  ## make the students' problem set SET=05, or all
clean: ; @rm -rf _build dist                                                                      ## remove what was built
