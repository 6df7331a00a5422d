#!/usr/bin/env bash
# Adds a migration to one module on both databases, or on one: eng/migrate.sh IncidentIntake AddSomething [Sqlite|SqlServer]
set -euo pipefail
cd "$(dirname "$0")/.."
module=$1 name=$2
dotnet tool restore >/dev/null
for provider in ${3:-Sqlite SqlServer}; do
  dotnet ef migrations add "$name" \
    --project "src/$module/Medborgarlofte.$module" --startup-project "src/$module/Medborgarlofte.$module.Host" \
    --context "$provider${module}DbContext" --output-dir "Data/Migrations/$provider"
  # The model is stored twice, in the designer file and the snapshot. One line for each property makes both a quarter as long.
  files=("src/$module/Medborgarlofte.$module/Data/Migrations/$provider/"*{_"$name".Designer,ModelSnapshot}.cs)
  perl -0777 -pi -e 's/\r?\n\s+(?=\.)//g; s/;\n\n(?=\s+b\d*\.)/;\n/g' "${files[@]}"
done
