# Serves the demo: everything a newcomer needs to see, and what is due run beside it. Called by `make serve`.
set -eu
export DEBUG=1
export BASE_URL="${BASE_URL:-http://127.0.0.1:$PORT}"
PY=.venv/bin/python
$PY manage.py migrate -v0
$PY manage.py load_curriculum
$PY manage.py load_demo
$PY manage.py run_due --every 60 &
due=$!
.venv/bin/gunicorn safety_site.wsgi --bind "127.0.0.1:$PORT" --workers 2 --threads 4 --no-control-socket \
  --log-level error & # at "warning" gunicorn writes the address of whoever sends it rubbish
server=$!
trap 'kill $server $due 2>/dev/null; wait' EXIT
trap 'exit 0' INT TERM
echo "Chiragh is at http://127.0.0.1:$PORT/ (Ctrl+C ends it)."
wait $server
