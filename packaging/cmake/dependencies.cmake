# Every library the program is built on, all of them Debian packages (packaging/packages.sh).

find_package(Threads REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(TBB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Concurrent Gui Widgets Svg Test)

# VTK module by module: a broader request pulls in MPI, OpenGL and a second HDF5.
find_package(VTK 9.1 REQUIRED COMPONENTS
    CommonCore CommonDataModel CommonTransforms RenderingContext2D ChartsCore)

# The serial HDF5 by its own pkg-config name, so that no MPI build can slip in.
find_package(PkgConfig REQUIRED)
pkg_check_modules(HDF5 REQUIRED IMPORTED_TARGET hdf5-serial)
pkg_check_modules(OPENBLAS REQUIRED IMPORTED_TARGET openblas)
# Not by its CMake package: Debian's asks for programs of libzip that nothing here needs.
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
# Figures as TIFF with their resolution and description; Qt's plugin for TIFF is another package.
pkg_check_modules(LIBTIFF REQUIRED IMPORTED_TARGET libtiff-4)

if(COUNTERPART_BENCHMARKS)
    find_package(benchmark REQUIRED)
endif()
