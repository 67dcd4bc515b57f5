# What the tests need besides Python: a browser and gettext. Installed when we may, else the line to type.
set -eu
missing=""
command -v chromium >/dev/null || missing="chromium"
command -v msgfmt >/dev/null || missing="$missing gettext"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null && exit 0
fi
case "$missing" in
  chromium) .venv/bin/python -m playwright install chromium && exit 0 ;;
esac
echo "Missing:$missing. Please run: sudo apt-get install -y $missing" >&2
exit 1
