// Lets a compiler read the headers of many programs once. The programs are one file, which includes FORK_AT_INCLUDE where they
// begin to differ: when the compiler opens that header it becomes several processes, and each reads another text in its place.
// To preload into a compiler (LD_PRELOAD) with these in the environment:
//
//   FORK_AT_INCLUDE  the header; it exists and is empty but for FORK_SIZE characters of white space
//   FORK_CASES       a file with one name on each line: of a macro that the text defines
//   FORK_JOBS        how many processes run at once
//   FORK_OUTPUT      a folder
//
// The process for `name` leaves its diagnostics in FORK_OUTPUT/name.text, its user time in name.seconds, and its exit status in
// name.status, more than 128 if it crashed. The first process waits for them, and goes on with the header as it is.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using open_function = int (*)(char const*, int, ...);

std::string variable(char const* name) {
    char const* const value = std::getenv(name);
    return value ? value : "";
}

// The text that a process reads: as long as the header, because compilers may ask for its size first.
int open_text(std::string const& name) {
    std::string text = "#define " + name;
    text.resize(std::atoi(variable("FORK_SIZE").c_str()) - 1, ' ');
    text += '\n';
    int const file = memfd_create("case", 0);
    if (file < 0 || write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        lseek(file, 0, SEEK_SET))
        _exit(125);
    return file;
}

// Waits for one process.
void collect(std::unordered_map<pid_t, std::string>& running) {
    int status = 0;
    rusage used{};
    pid_t const id = wait4(-1, &status, 0, &used);
    if (id < 0) return running.clear();
    auto const found = running.find(id);
    if (found == running.end()) return;
    std::string const output = variable("FORK_OUTPUT") + "/" + found->second;
    double const seconds =
        static_cast<double>(used.ru_utime.tv_sec) + 1e-6 * static_cast<double>(used.ru_utime.tv_usec);
    std::ofstream(output + ".seconds") << seconds << '\n';
    std::ofstream(output + ".status") << (WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)) << '\n';
    running.erase(found);
}

// The text's file in a new process; -1 in the old one.
int fork_processes() {
    std::size_t const jobs = static_cast<std::size_t>(std::atoi(variable("FORK_JOBS").c_str()));
    std::vector<std::string> names;
    std::ifstream list(variable("FORK_CASES"));
    for (std::string name; std::getline(list, name);) names.push_back(name);
    list.close();
    std::unordered_map<pid_t, std::string> running;
    for (std::string const& name : names) {
        if (running.size() >= jobs) collect(running);
        pid_t const id = fork();
        if (id == 0) {
            int const text = open((variable("FORK_OUTPUT") + "/" + name + ".text").c_str(), O_WRONLY | O_CREAT, 0644);
            dup2(text, STDERR_FILENO);
            close(text);
            return open_text(name);
        }
        if (id > 0) running[id] = name;
    }
    while (!running.empty()) collect(running);
    return -1;
}

int open_or_fork(char const* path, int flags, mode_t mode) {
    static bool forked = false;
    if (char const* const header = std::getenv("FORK_AT_INCLUDE"); header && !forked && !std::strcmp(path, header)) {
        forked = true;
        if (int const file = fork_processes(); file >= 0) return file;
    }
    return reinterpret_cast<open_function>(dlsym(RTLD_NEXT, "open64"))(path, flags, mode);
}

}  // namespace

// Compilers call one or the other; where files of 64 bits are the only ones, both are the same.
extern "C" int open64(char const* path, int flags, ...) {
    bool const creates = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    va_list arguments;
    va_start(arguments, flags);
    mode_t const mode = creates ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_or_fork(path, flags, mode);
}
extern "C" int open(char const* path, int flags, ...) __attribute__((alias("open64")));
