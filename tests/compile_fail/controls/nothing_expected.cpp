// control: fails "CASE_forgotten: nothing is expected"

// CASE_undeclared: expect "missing"
#if defined(CASE_undeclared)
int number = missing;
#elif defined(CASE_forgotten)
int number = forgotten;
#else
int number = 2;
#endif
