// libedit's readline interface needs FILE declared first.
#include <stdio.h>
#include <locale.h>
#include <langinfo.h>
#include <editline/readline.h>
