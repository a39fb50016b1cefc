// control: fails "CASE_slow: the compiler takes"

// CASE_slow: expect "missing"
// CASE_slow: seconds 0.0001
#include <regex>
#if defined(CASE_slow)
int number = missing;
#else
int number = 2;
#endif
