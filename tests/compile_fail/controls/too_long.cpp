// control: fails "CASE_many: the diagnostics have"

// CASE_many: expect "missing"
// CASE_many: lines 2
#if defined(CASE_many)
int a = missing;
int b = missing;
int c = missing;
#else
int number = 2;
#endif
