module.exports = {
  // Hot replacement of components would need two more packages; `npm run dev` reloads the page instead.
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', hot: false }]],
};
