// control: passes

// CASE_with_flag: expect "flag given"
// CASE_with_flag: flags-gcc -DFLAG
// CASE_with_flag: flags-clang -DFLAG
#if defined(CASE_with_flag)
#if defined(FLAG)
#error flag given
#endif
#else
int number = 1;
#endif
