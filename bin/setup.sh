# Sourced by the scripts beside it: installs the system libraries that the build needs, or says what to install.
packages=(libicu-dev libedit-dev pkg-config)
missing=()
for package in "${packages[@]}"; do
  if command -v dpkg-query >/dev/null 2>&1; then
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  fi
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
if ! command -v swift >/dev/null 2>&1; then
  echo "please install a Swift toolchain, 6.1 or newer (swift.org/install), and put swift on the PATH" >&2
  exit 2
fi
