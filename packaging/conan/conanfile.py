"""Conan 2: conan create packaging/conan"""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load
from conan.tools.layout import basic_layout


class Ctgrad(ConanFile):
    name = "ctgrad"
    description = "Exact derivatives, found while a C++20 program is compiled"
    license = "BSL-1.0"
    topics = ("automatic-differentiation", "gradient", "jacobian", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"with_eigen": [True, False], "with_xsimd": [True, False]}
    default_options = {"with_eigen": True, "with_xsimd": True, "boost/*:header_only": True}
    no_copy_source = True

    def _root(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._root(), "include", "ctgrad", "version.hpp"))
        self.version = ".".join(re.findall(r"define CTGRAD_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header))

    def export_sources(self):
        copy(self, "LICENSE", self._root(), self.export_sources_folder)
        copy(self, "include/*", self._root(), self.export_sources_folder)

    def layout(self):
        basic_layout(self)

    def requirements(self):
        self.requires("boost/[>=1.74 <2]", transitive_headers=True)
        if self.options.with_eigen:
            self.requires("eigen/[>=3.4 <6]", transitive_headers=True)
        if self.options.with_xsimd:
            self.requires("xsimd/[>=8.1]", transitive_headers=True)

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        self.info.clear()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        copy(self, "*.hpp", os.path.join(self.source_folder, "include"), os.path.join(self.package_folder, "include"))

    def package_info(self):
        parts = {"core": ["boost::headers"]}
        if self.options.with_eigen:
            parts["matrix"] = ["core", "eigen::eigen"]
        if self.options.with_xsimd:
            parts["batch"] = ["core", "xsimd::xsimd"]
        self.cpp_info.set_property("cmake_target_name", "ctgrad::all")
        for part, needs in parts.items():
            component = self.cpp_info.components[part]
            component.set_property("cmake_target_name", "ctgrad::ctgrad" if part == "core" else f"ctgrad::{part}")
            component.requires = needs
            component.bindirs = []
            component.libdirs = []
        if "batch" in parts and self.settings.os in ("Linux", "FreeBSD"):
            self.cpp_info.components["batch"].system_libs = ["pthread"]
