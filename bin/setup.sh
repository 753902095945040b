# Sourced by the scripts beside it: installs the system libraries that the build needs, or says what to install.
# What stands in `optional` is installed where that is possible, and never asked for.
packages=(libicu-dev libedit-dev pkg-config)
is_missing() {
  command -v dpkg-query >/dev/null 2>&1 \
    && ! dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}
missing=()
for package in "${packages[@]}"; do
  if is_missing "$package"; then missing+=("$package"); fi
done
missing_optional=()
for package in ${optional[@]+"${optional[@]}"}; do
  if is_missing "$package"; then missing_optional+=("$package"); fi
done
if [ "${#missing[@]}" -gt 0 ]; then
  if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    run=(); [ "$(id -u)" = 0 ] || run=(sudo -n)
    echo "installing ${missing[*]} …" >&2
    "${run[@]}" apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq "${missing[@]}" >&2
  else
    echo "please install first: apt-get install ${missing[*]}" >&2
    exit 2
  fi
fi
if [ "${#missing_optional[@]}" -gt 0 ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing_optional[@]}" >/dev/null 2>&1 || true
fi
if ! command -v swift >/dev/null 2>&1; then
  echo "please install a Swift toolchain, 6.1 or newer (swift.org/install), and put swift on the PATH" >&2
  exit 2
fi
